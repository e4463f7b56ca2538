/** A parsed formula of a virtual meter. */
export type Formula =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'meter'; readonly meterId: string }
  | { readonly type: 'negated'; readonly operand: Formula }
  | {
      readonly type: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Formula;
      readonly right: Formula;
    };

/** Why a text is no formula, with the place where reading stopped. */
export interface FormulaProblem {
  /** Index of the first character that does not fit; the text's length when it ends too early. */
  readonly index: number;
  readonly message: string;
}

export type ParsedFormula =
  | { readonly ok: true; readonly formula: Formula }
  | { readonly ok: false; readonly problem: FormulaProblem };

/** Longer texts are refused, so that no formula is a burden to anybody. */
export const FORMULA_LENGTH_MAX = 1_000;
/** Brackets and signs within each other. */
const DEPTH_MAX = 50;

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|\[([A-Za-z0-9_.-]{1,64})\]|([A-Za-z_][A-Za-z0-9_.]{0,63})|([-+*/()]))/y;

interface Token {
  readonly index: number;
  readonly type: 'number' | 'meter' | 'symbol' | 'end';
  readonly text: string;
}

/**
 * Parses a formula over meters: numbers, meter ids, `+ - * /` and round brackets. An id with a hyphen
 * or a leading digit stands in square brackets, because `E01-E02` is a difference. Nothing is ever
 * evaluated as a program.
 *
 * @example parseFormula('E01 - (E02 + [E-03]) * 0.5')
 */
export function parseFormula(text: string): ParsedFormula {
  try {
    return { ok: true, formula: new Reader(tokensOf(text), text).whole() };
  } catch (error) {
    if (error instanceof NotAFormula) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** The meters a formula needs, each once, in order of first use. */
export function formulaMeterIds(formula: Formula): string[] {
  const ids = new Set<string>();
  const visit = (part: Formula): void => {
    if (part.type === 'meter') ids.add(part.meterId);
    if (part.type === 'negated') visit(part.operand);
    if (part.type === 'operation') {
      visit(part.left);
      visit(part.right);
    }
  };
  visit(formula);
  return [...ids];
}

/**
 * The value of a formula. Missing (null) when any operand is missing or a division is by zero: a
 * silent sub-meter must not look like one that used nothing.
 *
 * @param quantityOf what a meter counted, in one unit for all of them; null when it is missing.
 */
export function evaluateFormula(
  formula: Formula,
  quantityOf: (meterId: string) => number | null,
): number | null {
  if (formula.type === 'number') return formula.value;
  if (formula.type === 'meter') return quantityOf(formula.meterId);
  if (formula.type === 'negated') {
    const operand = evaluateFormula(formula.operand, quantityOf);
    return operand === null ? null : 0 - operand;
  }
  const left = evaluateFormula(formula.left, quantityOf);
  const right = evaluateFormula(formula.right, quantityOf);
  if (left === null || right === null) return null;
  const result = operate(formula.operator, left, right);
  return Number.isFinite(result) ? result : null;
}

function operate(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return left / right;
}

class NotAFormula extends Error {
  readonly problem: FormulaProblem;

  constructor(index: number, message: string) {
    super(message);
    this.problem = { index, message };
  }
}

function tokensOf(text: string): Token[] {
  if (text.length > FORMULA_LENGTH_MAX) {
    throw new NotAFormula(
      FORMULA_LENGTH_MAX,
      `A formula has at most ${FORMULA_LENGTH_MAX} characters.`,
    );
  }
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (text.slice(pattern.lastIndex).trim() !== '') {
    const startIndex = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) {
      const index = startIndex + text.slice(startIndex).search(/\S/);
      throw new NotAFormula(index, `"${text.charAt(index)}" does not belong in a formula.`);
    }
    const [all, number, quoted, bare, symbol] = match;
    const index = startIndex + all.length - all.trimStart().length;
    if (number !== undefined) tokens.push({ index, type: 'number', text: number });
    else if (symbol !== undefined) tokens.push({ index, type: 'symbol', text: symbol });
    else tokens.push({ index, type: 'meter', text: quoted ?? bare ?? '' });
  }
  return [...tokens, { index: text.length, type: 'end', text: '' }];
}

/** Recursive descent: sum → product → factor. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], text: string) {
    this.#tokens = tokens;
    this.#end = { index: text.length, type: 'end', text: '' };
  }

  whole(): Formula {
    const formula = this.#sum();
    if (this.#next().type !== 'end') this.#fail('An operator is missing here.');
    return formula;
  }

  #sum(): Formula {
    let left = this.#product();
    for (;;) {
      const operator = this.#take('+') ?? this.#take('-');
      if (operator === null) return left;
      left = { type: 'operation', operator, left, right: this.#product() };
    }
  }

  #product(): Formula {
    let left = this.#factor();
    for (;;) {
      const operator = this.#take('*') ?? this.#take('/');
      if (operator === null) return left;
      left = { type: 'operation', operator, left, right: this.#factor() };
    }
  }

  #factor(): Formula {
    const token = this.#next();
    if (token.type === 'number' || token.type === 'meter') {
      this.#at += 1;
      return token.type === 'number'
        ? { type: 'number', value: Number(token.text) }
        : { type: 'meter', meterId: token.text };
    }
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) this.#fail('The brackets are nested too deeply.');
    let formula: Formula;
    if (this.#take('-') !== null) formula = { type: 'negated', operand: this.#factor() };
    else if (this.#take('(') !== null) {
      formula = this.#sum();
      if (this.#take(')') === null) this.#fail('A closing bracket is missing here.');
    } else this.#fail('A number, a meter or a bracket is missing here.');
    this.#depth -= 1;
    return formula;
  }

  #next(): Token {
    return this.#tokens[this.#at] ?? this.#end;
  }

  #take<S extends string>(symbol: S): S | null {
    const token = this.#next();
    if (token.type !== 'symbol' || token.text !== symbol) return null;
    this.#at += 1;
    return symbol;
  }

  #fail(message: string): never {
    throw new NotAFormula(this.#next().index, message);
  }
}
