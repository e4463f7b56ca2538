import type { Pair } from './codes.ts';
import type { Words } from './words.ts';

/** Divisions of GB/T 4754-2017 that industry is in, by letter and two digits; names shortened. */
export const INDUSTRIES: Readonly<Record<string, Pair>> = {
  B06: ['煤炭开采和洗选业', 'Coal mining'],
  B07: ['石油和天然气开采业', 'Oil and gas extraction'],
  B08: ['黑色金属矿采选业', 'Ferrous ore mining'],
  B09: ['有色金属矿采选业', 'Non-ferrous ore mining'],
  B10: ['非金属矿采选业', 'Non-metallic ore mining'],
  B11: ['开采专业及辅助性活动', 'Mining support'],
  B12: ['其他采矿业', 'Other mining'],
  C13: ['农副食品加工业', 'Farm-produce processing'],
  C14: ['食品制造业', 'Food'],
  C15: ['酒、饮料和精制茶制造业', 'Spirits, beverages and tea'],
  C16: ['烟草制品业', 'Tobacco'],
  C17: ['纺织业', 'Textiles'],
  C18: ['纺织服装、服饰业', 'Clothing'],
  C19: ['皮革、毛皮、羽毛及其制品和制鞋业', 'Leather, fur and footwear'],
  C20: ['木材加工和木、竹、藤、棕、草制品业', 'Wood, bamboo and straw'],
  C21: ['家具制造业', 'Furniture'],
  C22: ['造纸和纸制品业', 'Paper'],
  C23: ['印刷和记录媒介复制业', 'Printing'],
  C24: ['文教、工美、体育和娱乐用品制造业', 'Stationery, crafts, sports goods'],
  C25: ['石油、煤炭及其他燃料加工业', 'Petroleum and coal processing'],
  C26: ['化学原料和化学制品制造业', 'Chemicals'],
  C27: ['医药制造业', 'Medicines'],
  C28: ['化学纤维制造业', 'Chemical fibres'],
  C29: ['橡胶和塑料制品业', 'Rubber and plastics'],
  C30: ['非金属矿物制品业', 'Non-metallic mineral products'],
  C31: ['黑色金属冶炼和压延加工业', 'Iron and steel'],
  C32: ['有色金属冶炼和压延加工业', 'Non-ferrous metals'],
  C33: ['金属制品业', 'Metal products'],
  C34: ['通用设备制造业', 'General machinery'],
  C35: ['专用设备制造业', 'Special machinery'],
  C36: ['汽车制造业', 'Motor vehicles'],
  C37: ['铁路、船舶、航空航天和其他运输设备制造业', 'Railway, ships, aircraft'],
  C38: ['电气机械和器材制造业', 'Electrical machinery'],
  C39: ['计算机、通信和其他电子设备制造业', 'Computers and electronics'],
  C40: ['仪器仪表制造业', 'Instruments'],
  C41: ['其他制造业', 'Other manufacturing'],
  C42: ['废弃资源综合利用业', 'Waste recycling'],
  C43: ['金属制品、机械和设备修理业', 'Repair of machinery'],
  D44: ['电力、热力生产和供应业', 'Power and heat supply'],
  D45: ['燃气生产和供应业', 'Gas supply'],
  D46: ['水的生产和供应业', 'Water supply'],
};

/** The division that a code of GB/T 4754 belongs to, such as C30 of C3011. */
export function divisionOf(industryCode: string): string {
  return industryCode.slice(0, 3);
}

/** An industry in words with its code, such as `非金属矿物制品业（C3011）`. */
export function industryText(words: Words, code: string): string {
  const division = words.nameOf(INDUSTRIES, divisionOf(code));
  if (division === divisionOf(code)) return code;
  return words.language === 'zh' ? `${division}（${code}）` : `${division} (${code})`;
}
