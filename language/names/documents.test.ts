import { describe, expect, test } from 'vitest'
import { BODY_ENDING, bareTitle, kindOfTitle } from './documents.ts'

describe('what kind of document a title names', () => {
  test.each([
    ['澜溪市人民代表大会常务委员会公报', 'gazette'],
    ['澜溪市人民政府政报', 'gazette'],
    ['澜溪市人民代表大会公告（第二号）', 'announcement'], // its number is none of its kind
    ['澜溪市人民代表大会公告 第二号', 'announcement'],
    ['澜溪市人民政府令', 'announcement'],
    ['关于限制养犬的通告', 'announcement'],
    ['关于澜溪市养犬管理条例（草案）审议结果的报告', 'deliberation_report'],
    ['关于澜溪市养犬管理条例（草案）修改情况的汇报', 'deliberation_report'],
    ['代表资格审查委员会关于个别代表的代表资格的报告', 'credentials_report'], // before the report of a review
    ['关于预算草案的审查报告', 'review_report'],
    ['关于预算草案的审查结果的报告', 'review_report'],
    ['执法检查组关于检查养犬管理条例实施情况的报告', 'inspection_report'],
    ['关于犬只收容的调研报告', 'investigation_report'],
    ['关于视察情况的报告', 'investigation_report'],
    ['关于代表建议办理情况的报告', 'implementation_report'],
    ['关于审议意见落实情况的报告', 'implementation_report'], // a report about opinions, no opinion
    ['澜溪市人民政府工作报告', 'work_report'],
    ['关于澜溪市养犬管理条例（草案）的说明', 'explanation'],
    ['对养犬管理情况报告的审议意见', 'deliberation_opinion'],
    ['关于养犬管理情况的报告', 'report'],
    ['第十四次会议议程', 'agenda'],
    ['第十四次会议日程（草案）', 'agenda'],
    ['第十四次会议纪要', 'minutes'],
    ['澜溪市人大常委会任免名单', 'appointment_list'], // before other lists of names
    ['关于李勇等同志职务任免的通知', 'appointment_list'],
    ['主席团和秘书长名单', 'name_list'],
    ['列席人员名 单', 'name_list'],
    ['关于批准预算的决议', 'resolution'],
    ['关于修改《澜溪市养犬管理条例》的决定', 'decision'],
    ['在第一次会议上的讲话', 'speech'],
    ['关于印发养犬管理办法的通知', 'notice'],
    ['更 正', 'notice'],
    ['关于适用月球法若干问题的解释', 'interpretation'],
    ['地方性法规目录', 'catalogue'],
    ['澜溪市养犬管理条例', 'law'],
    ['澜溪市养犬管理条例（2024年修正）', 'law'],
    ['澜溪市养犬管理办法（试行）', 'law'],
    ['中华人民共和国月球法', 'law'],
    ['中华人民共和国月球法典', 'law'],
    ['月球法修正案（二）', 'law'],
    ['关于加强养犬管理的意见', 'law'], // a normative document with articles of its own, or none
    ['养犬管理工作方案', 'other'],
    ['关于设立犬只公园的议案', 'other'],
  ])('%s: %s', (title, kind) => expect(kindOfTitle(title)).toBe(kind))

  test.each([['选举办事机构'], ['第一章'], ['李勇'], ['']])('%j names none', (title) =>
    expect(kindOfTitle(title)).toBeUndefined(),
  )
})

test.each([
  ['澜溪市养犬管理办法（试行）', '澜溪市养犬管理办法'],
  ['澜溪市养犬管理条例（草案）（二次审议稿）', '澜溪市养犬管理条例'], // both
  ['澜溪市人民代表大会公告〔五届〕第十二号', '澜溪市人民代表大会公告'],
  ['澜溪市人民代表大会公告[五届]第12号', '澜溪市人民代表大会公告'],
  ['关于（草案）的说明', '关于（草案）的说明'], // not at the end
  ['澜溪市 养犬 条例', '澜溪市养犬条例'],
  ['（草案）', ''], // nothing else
])('%s without its tail is %j', (title, bare) => expect(bareTitle(title)).toBe(bare))

describe('names of public bodies', () => {
  const ending = new RegExp(`${BODY_ENDING}$`)
  test.each([
    ['澜溪市人民代表大会常务委员会', true],
    ['澜溪市人大常委会', true],
    ['澜溪市人民政府', true],
    ['澜溪市中级人民法院', true],
    ['澜溪市公安局', true],
    ['大会秘书处', true],
    ['澜溪市养犬管理条例', false],
    ['李勇', false],
  ])('%s: %s', (name, is) => expect(ending.test(name)).toBe(is))
})
