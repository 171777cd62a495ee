import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { changed } from '../links.ts'
import { SearchBox } from './search-box.tsx'

/** A cinnabar seal with the first character of the name; a data URI, so that no page needs a second request for it. */
const SEAL = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#a8321f"/><path d="M8 7l3 3M6 13l3 3M7 26l5-7M20 6v8M14 10h12M13 15h14M19 15l-4 9h10M22 19l4 6" stroke="#fbf8f1" stroke-width="2.4" fill="none" stroke-linecap="round"/></svg>',
)}`

interface LayoutProps {
  readonly frame: Frame
  readonly title?: string
  /** What the search box in the header holds; the home page has a box of its own. */
  readonly query?: string
  readonly home?: boolean
  readonly children: Child
}

/** The frame of every page: skip link, header, main, footer. */
export function Layout({ frame, title, query, home, children }: LayoutProps) {
  const { say, lang, url } = frame
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <html lang={lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title ? `${title} · ${say('name')}` : `${say('name')} · ${say('tagline')}`}</title>
        <link rel="stylesheet" href={frame.style} />
        <link rel="icon" href={SEAL} />
        <script type="module" src={frame.script}></script>
      </head>
      <body>
        <a class="skip" href="#main">
          {say('skip')}
        </a>
        <header class="top">
          <a class="brand" href="/">
            <img src={SEAL} alt="" width="24" height="24" /> {say('name')}
          </a>
          {home ? null : <SearchBox frame={frame} query={query} />}
          <nav class="menu" aria-label={say('main_menu')}>
            <Tab url={url} href="/laws" also="/law/" text={say('laws')} />
            <Tab url={url} href="/documents" also="/document/" text={say('documents')} />
            <Tab url={url} href="/cited" also="/path" text={say('citations')} />
            <Tab url={url} href="/verify" text={say('verify')} />
            <Tab url={url} href="/sources" also="/source/" text={say('sources')} />
            <Tab url={url} href="/anomalies" text={say('anomalies')} />
            <a class="language" href={changed(url, { lang: other })} lang={other} hreflang={other} rel="nofollow">
              {say('language')}
            </a>
          </nav>
        </header>
        <main id="main" tabindex={-1}>
          {children}
        </main>
        <footer class="bottom">
          <span>{say('footer')}</span> <a href="/api/openapi.json">{say('api')}</a>
        </footer>
      </body>
    </html>
  )
}

function Tab({ url, href, also, text }: { url: string; href: string; also?: string; text: string }) {
  const path = url.split('?')[0] ?? ''
  const here = path === href || (also !== undefined && path.startsWith(also))
  return (
    <a href={href} aria-current={here ? 'page' : undefined}>
      {text}
    </a>
  )
}
