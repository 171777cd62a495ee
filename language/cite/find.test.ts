import { describe, expect, test } from 'vitest'
import { type FoundCitation, findInDocument, type SelfLaw } from './index.ts'

/** law|eId,eId|relation… written short, so that a row is one line: `self art_9__para_1`, `刑法 art_3`, `《立法法》 -`. */
function short(c: FoundCitation): string {
  const law =
    'name' in c.law && c.law.name
      ? c.law.kind === 'named' && c.law.marks
        ? `《${c.law.name}》`
        : c.law.name
      : c.law.kind
  return [law, c.targets.join(',') || c.problem || '-', ...(c.relation === 'reference' ? [] : [c.relation])].join(' ')
}

/** The citations of one unit of a law; art_9__para_3 of a law with eight articles before it unless told otherwise. */
function read(text: string, eid = 'art_9__para_3', self: SelfLaw = { title: '某市公园条例' }): string[] {
  return findInDocument([{ eid, containers: ['chp_2', 'chp_2__sec_1'], text }], self).map(short)
}

describe('DESIGN.md, citations by example', () => {
  test.each([
    ['违反本条例第三十二条第二款规定的', ['self art_32__para_2']],
    ['前两款规定的期限', ['self art_9__para_1,art_9__para_2']],
    ['依照前条第一款第（二）项的规定', ['self art_8__para_1__item_2']],
    ['依照刑法第二百三十四条之一第三款的规定', ['刑法 art_234-1__para_3']],
    [
      '依照本法第十条第一款第二项、第三项和第十二条至第十四条的规定',
      ['self art_10__para_1__item_2,art_10__para_1__item_3,art_12,art_13,art_14'],
    ],
    ['根据《中华人民共和国刑法》第三条和同法第八条', ['《中华人民共和国刑法》 art_3', '中华人民共和国刑法 art_8']],
    ['依照本章有关规定执行', ['self chp_2']],
    ['根据《立法法》，制定本条例。', ['《立法法》 - basis']],
    ['《某市公园管理办法》同时废止。', ['《某市公园管理办法》 - repeals']],
    ['依照有关法律、法规的规定执行', []],
    ['违反本法规定，构成犯罪的', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})
