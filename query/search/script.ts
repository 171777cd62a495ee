import { Converter } from 'opencc-js/t2cn'

const convert = Converter({ from: 't', to: 'cn' })

/** Traditional characters as simplified ones; the laws that are searched are printed in these. */
export function simplified(text: string): string {
  return convert(text)
}
