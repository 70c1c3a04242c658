/** What a customer enters in a form: tidied, and checked where a slip of the finger can be told from here. */

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = "10X98765432";

const plain = (text) => text.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
const spaced = (text) => text.replace(/[\p{C}\s]+/gu, " ").trim();
const sixDigits = (text) => /^\d{6}$/.test(text);
// What people write with a sum. Anything else stays, and can't be right: left out, it would pass for confirmed.
const BESIDE_A_SUM = /[\s,¥\u5143+\u2212-]|\u4eba\u6c11\u5e01|CNY|RMB|yuan/gi; // yuan and Renminbi in Chinese too
const figures = (text) => text.normalize("NFKC").replace(BESIDE_A_SUM, "");
const orNothing = (pattern) => (text) => !text || pattern.test(text);
const something = (text) => text.length > 0 && text.length <= 40;
const AMOUNT = { tidy: figures, right: orNothing(/^\d+(\.\d{1,2})?$/) };

const FIELDS = {
  name: { tidy: spaced, right: something },
  id_number: { tidy: plain, right: isIdNumber },
  card_number: { tidy: plain, right: isCardNumber },
  mobile: { tidy: plain, right: (text) => /^1\d{10}$/.test(text) },
  pin_now: { tidy: plain, right: sixDigits },
  pin: { tidy: plain, right: sixDigits },
  pin_again: { tidy: plain, right: (text, { pin }) => text === pin },
  code: { tidy: plain, right: sixDigits },
  device: { tidy: spaced, right: something },
  statement_code: { tidy: plain, right: (text) => /^[0-9A-Z]{28}$/.test(text) },
  holder: { tidy: spaced, right: () => true },
  tail: { tidy: plain, right: orNothing(/^\d{4}$/) },
  first: { tidy: spaced, right: () => true },
  last: { tidy: spaced, right: () => true },
  received: AMOUNT,
  paid: AMOUNT,
  closing: AMOUNT,
};

/** The entries under these names; undefined where one can't be right: the form then says which, and goes there. */
export function entries(form, names) {
  const values = {};
  const wrong = [];
  for (const name of names) {
    const field = form.elements[name];
    values[name] = FIELDS[name].tidy(field.value);
    const right = FIELDS[name].right(values[name], values);
    mark(field, !right);
    if (!right) wrong.push(field);
  }
  wrong[0]?.focus();
  return wrong.length ? undefined : values;
}

/** Say beside a field that it can't be right, or say so no longer. */
export function mark(field, wrong) {
  field.setAttribute("aria-invalid", String(wrong));
  document.getElementById(`${field.id}-problem`).hidden = !wrong;
}

/** Whether the check character of an identity number stands for the rest (GB 11643; ISO 7064, MOD 11-2). */
function isIdNumber(text) {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const sum = ID_WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(text[place]), 0);
  return ID_CHECKS[sum % 11] === text[17];
}

/** Whether the last digit of a card's number stands for the rest (ISO/IEC 7812). */
function isCardNumber(text) {
  if (!/^\d{16,19}$/.test(text)) return false;
  const digits = [...text].reverse().map((digit, place) => Number(digit) * (place % 2 ? 2 : 1));
  return digits.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
}
