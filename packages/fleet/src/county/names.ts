import type { RandomStream } from '../random.ts';

const FIRST = [...'云岭晨川禾松溪朗峻沐晟澜屹曜岚瀚璟珩栎楠枫榆桐泓沣淳滢皓'];
const SECOND = [...'谷原舟丰望远隆和泽辰衡驰盛途域擎岳铭瑞昱弘裕川宸睿启舜扬'];
const ENDINGS = ['有限公司', '有限公司', '有限公司', '有限责任公司'];

/** Makes up names of enterprises; the same name is never given twice. */
export function createNameGiver(countyName: string, random: RandomStream) {
  const taken = new Set<string>();
  return (words: readonly string[]): string => {
    for (;;) {
      const brand = random.pick(FIRST) + random.pick(SECOND);
      if (taken.has(brand)) continue;
      taken.add(brand);
      const word = random.pick(words);
      const ending = random.pick(ENDINGS);
      return `${countyName}${brand}${word}${ending}`;
    }
  };
}
