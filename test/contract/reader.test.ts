import iconv from 'iconv-lite'
import { docxReader } from '../../ingest/read/docx.ts'
import { htmlReader } from '../../ingest/read/html.ts'
import { markdownReader } from '../../ingest/read/markdown.ts'
import { pdfReader } from '../../ingest/read/pdf.ts'
import { textReader } from '../../ingest/read/text.ts'
import { docx, paragraph } from '../fixtures/read/docx.ts'
import { linesAt, pdf } from '../fixtures/read/pdf.ts'
import { readerContract } from './reader.ts'

const LAW = ['某市樱花保护条例', '第一条　为了保护樱花，制定本条例。', '第二条　任何人不得折枝。']

readerContract(textReader, [
  { name: 'UTF-8', bytes: Buffer.from(LAW.join('\n')), says: LAW },
  { name: 'GBK with pages', bytes: iconv.encode(LAW.join('\r\n\f'), 'gbk'), says: LAW },
])

readerContract(markdownReader, [
  {
    name: 'a law',
    bytes: Buffer.from(`# ${LAW[0]}\n\n<!-- 注 -->\n**第一条**　甲\n`),
    says: [LAW[0] ?? '', '第一条', '甲'],
  },
  { name: 'a table', bytes: Buffer.from('| 甲 | 乙 |\n|---|---|\n| 丙 | `丁` |'), says: ['甲', '乙', '丙', '丁'] },
])

readerContract(htmlReader, [
  {
    name: 'a page',
    bytes: Buffer.from(`<title>${LAW[0]}</title>${LAW.map((p) => `<p>　　${p}</p>`).join('\n')}`),
    says: LAW,
  },
  {
    name: 'a page in GBK',
    bytes: iconv.encode(`<meta charset=gb2312><h1>${LAW[0]}</h1>${LAW[1]}<br>${LAW[2]}`, 'gbk'),
    says: LAW,
  },
])

readerContract(docxReader, [
  { name: 'a document', bytes: docx(LAW.map((text) => paragraph(text)).join('')), says: LAW },
])

const PRINTED = LAW.map((text) => text.replace('　', ''))
readerContract(pdfReader, [
  {
    name: 'two pages',
    bytes: pdf([linesAt(90, 80, PRINTED.slice(0, 2)), linesAt(90, 80, PRINTED.slice(2))]),
    says: PRINTED,
  },
])
