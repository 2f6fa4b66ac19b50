// Syllables of a word, as it is spoken, for the formulas of reading.mjs. Heuristics with exceptions: what they cannot
// know is said in docs/reading.md. Where a rule is in doubt the higher number is taken, so that no text looks too easy.

const EN = new Map(
  Object.entries({
    area: 3, areas: 3, being: 2, create: 2, created: 3, diary: 3, every: 2, hundred: 2, idea: 3, ideas: 3, quiet: 2, react: 2,
    science: 2, video: 3, videos: 3, violent: 3, violence: 3,
  }),
);
/** Words put together whose first half ends in a silent e. */
const EN_FIRST =
  /^(every|some|there|where|here|time|safe|fire|home|else|life|one|take|name|face|note|white|phone|line)(?=[^aeiouy])/;

/** The number of syllables of one word; digits count one each. */
export function syllables(lang, word) {
  const digits = (word.match(/\p{Nd}/gu) ?? []).length;
  // Letters that are said one by one: SMS, UTC, OK.
  const spelt = /^[^\p{L}]*(\p{Lu}{2,4})[^\p{L}]*$/u.exec(word);
  if (spelt) return spelt[1].length;
  const letters = word.toLowerCase().replace(/[^\p{L}’']/gu, '');
  if (letters === '') return Math.max(1, digits);
  return digits + Math.max(1, { en: english, fr: french, es: spanish }[lang](letters));
}

const groups = (word, vowels) => (word.match(vowels) ?? []).length;

function english(word) {
  let w = word.replace(/[’'](s|re|ve|ll|d|m)?$/, '');
  if (/n[’']t$/.test(w)) {
    // "don't" and "can't" are one syllable, "didn't" and "wouldn't" are two.
    const bare = w.replace(/n[’']t$/, '');
    return groups(bare, /[aeiouy]+/g) + (/(^do|^ca|^wo|e)$/.test(bare) ? 0 : 1);
  }
  w = w.replace(/[^a-z]/g, '');
  if (EN.has(w)) return EN.get(w);
  const first = EN_FIRST.exec(w)?.[0];
  if (first && w.length > first.length + 1) return english(first) + english(w.slice(first.length));
  const suffix = /^(.*[^aeiouy]e)(ly|ness|less|ful|ment|ments)$/.exec(w);
  if (suffix) return english(suffix[1]) + english(suffix[2]);
  let count = groups(w, /[aeiouy]+/g);
  if (/[^aeiouyl]e$|[aeiouy]le$/.test(w)) count -= 1;
  else if (/[^aeiouytd]ed$/.test(w)) count -= 1;
  else if (/[^aeiouyszxcg]es$/.test(w) && !/([cs]h|[^aeiouy]l)es$/.test(w)) count -= 1;
  // Two vowels together that are said apart.
  const apart = /[aeiouy]ing(?=s?$)|ua(?=l)|ia(?!r?ge)|(?<![tscxg]|ll)io|(?<![tc])ie(?=n[ct])|iu(?=[sm])|eo(?=g|n$)|(?<=[^q])uou/g;
  count += groups(w, apart);
  return Math.max(1, count);
}

/** Words in "-ent" that are not verbs of the third person: the ending is spoken. */
const FR_ENT =
  /(ment|souvent|argent|content|parent|urgent|ccent|érent|[bé]sent|client|talent|tient|scient|récent|[cv]ident|^(ar|c|d|g|l|v)ent)s?$/;
/** Verbs of the third person in "-ment": the ending is not spoken. */
const FR_MENT = /^(.*[’'])?(aiment|dorment|forment|ferment|nomment|filment|confirment|expriment)$/;

function french(word) {
  // What stands before an apostrophe has lost its vowel: "l’aide", "qu’il".
  return word.split(/[’']/).reduce((sum, part, at, all) => {
    if (part === '') return sum;
    const last = at === all.length - 1;
    if (!last) return sum + Math.max(0, spokenFrench(part) - (/^(qu|[cdjlmnst])$/.test(part) ? 1 : 0));
    return sum + Math.max(1, spokenFrench(part));
  }, 0);
}

function spokenFrench(word) {
  const few = /^[^aàâeéèêëiîïoôuùûüyœæ]*(e|es)$/.test(word);
  let w = word;
  if (/^pays$/.test(w)) return 2;
  if (!few) {
    const verb = FR_MENT.test(w) || !FR_ENT.test(w);
    if (verb && /[^aàâéèêîïoôùûyœ]ent$/.test(w)) w = w.replace(/ent$/, '');
    else w = w.replace(/es?$/, '');
  }
  w = w.replace(/qu(?=[aàâeéèêëiîïoôuy]|$)/g, 'k').replace(/gu(?=[eéèêëiîïy]|$)/g, 'g');
  w = w.replace(/ge(?=[aoâô])/g, 'j');
  // Between two vowels y is a consonant: "essayer", "envoyer".
  w = w.replace(/(?<=[aoeuâ])y(?=[aàâeéèêioôuyœ])/g, 'll').replace(/y/g, 'i');
  w = w.replace(/(?<=[aeuœ])ill(?=[aeéèo]|$)/g, 'll');
  w = w.replace(/œu/g, 'œ').replace(/eau|au/g, 'o').replace(/[ae][iî]/g, 'é');
  w = w.replace(/e[uû]/g, 'œ').replace(/o[uùû]/g, 'u');
  // i and u before a vowel are spoken with it, but not after two consonants of which the second is l or r.
  w = w.replace(/(?<=[bcdfgptv][lr])i(?=[aàâeéèêoôœu])/g, 'i-');
  w = w.replace(/i(?=[aàâeéèêoôœu])/g, 'j');
  w = w.replace(/o[iî]/g, 'a').replace(/u(?=[iéèê])/g, 'w');
  return (w.match(/[aàâeéèêëiîïoôuùûüœæ]/g) ?? []).length;
}

function spanish(word) {
  let w = word.replace(/[^a-záéíóúüñ]/g, '');
  w = w.replace(/qu(?=[eiéí])/g, 'k').replace(/gu(?=[eiéí])/g, 'g').replace(/ü/g, 'u');
  // y is a vowel at the end of a word and alone, otherwise a consonant.
  w = w.replace(/y$/, 'i');
  let count = 0;
  let before = '';
  for (const letter of w) {
    const vowel = /[aeiouáéíóú]/.test(letter);
    // Two strong vowels, or a weak one with an accent beside any other, are two syllables.
    const strong = (one) => /[aeoáéóíú]/.test(one);
    if (vowel && (before === '' || (strong(letter) && strong(before)) || letter === before)) count += 1;
    before = vowel ? letter : '';
  }
  return count;
}
