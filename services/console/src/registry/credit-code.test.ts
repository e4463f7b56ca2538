import { describe, expect, it } from 'vitest';

import { isCreditCode, normalCreditCode } from './credit-code.ts';

describe('a credit code', () => {
  it.each([
    { name: 'a right one', text: '91430626MA4L16JQ9W', isRight: true },
    { name: 'in small letters with spaces', text: ' 91430626 ma4l16jq9w ', isRight: true },
    { name: 'another check character', text: '91430626MA4L16JQ9X', isRight: false },
    { name: 'two digits exchanged', text: '91430662MA4L16JQ9W', isRight: false },
    { name: 'a letter that is none of its', text: '91430626MA4I16JQ9W', isRight: false },
    { name: 'too short', text: '91430626MA4L16JQ9', isRight: false },
  ])('of $name is told', ({ text, isRight }) => {
    expect(isCreditCode(text)).toBe(isRight);
  });

  it('is kept without spaces, in capitals', () => {
    expect(normalCreditCode(' 91430626 ma4l16jq9w ')).toBe('91430626MA4L16JQ9W');
  });
});
