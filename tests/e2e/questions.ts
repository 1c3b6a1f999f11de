// Filling in a questionnaire as a person does, whichever it is: what stands on the screen is looked up by its words.
import type { Answer } from '../../src/core/answers'
import { DONT_KNOW, NOT_APPLICABLE } from '../../src/core/answers'
import type { Question } from '../../src/core/questionnaire'
import { known } from '../support/assess'
import { realQuestionnaire } from '../support/real'
import { exactly, type Language, textsIn } from './texts'
import type { Person } from './verbs'

export type Sheet = ReturnType<typeof sheet>

/** A questionnaire with its words, as the tests read them from the files. */
export function sheet(id: 'readiness' | 'quick') {
  const { questionnaire, texts } = realQuestionnaire(id)
  return {
    questionnaire,
    word: (language: Language, key: string) => known(texts[language]?.[key], `text ${key} in ${language}`),
    question: (name: string): Question =>
      known(
        questionnaire.questions.find((one) => one.id === name),
        name,
      ),
  }
}

/** Starts from the home page by its link; resolves with the assessment's id once the first question is there. */
export async function begin(me: Person, url: string, language: Language, which: 'full' | 'quick'): Promise<string> {
  await me.open(language === 'en' ? `${url}en/` : url)
  await me.tap('link', textsIn(language)(`home.${which}.title`))
  const { screen } = await me.arrive(/^#\/a\/\w+\/q\//)
  return known(screen.split('/')[2], 'assessment')
}

/** The question on the screen, by the address. */
export async function questionNow(me: Person): Promise<string> {
  return known(/\/(?:q|check)\/([\w-]+)$/.exec((await me.place()).screen)?.[1], 'question')
}

/** The words of an answer on the screen of its question. */
export function answerText({ word }: Sheet, language: Language, question: string, answer: Answer): string {
  const t = textsIn(language)
  if (answer === DONT_KNOW) return t('ask.dontKnow')
  if (answer === NOT_APPLICABLE) return t('ask.notApplicable')
  return word(language, `${question}.options.${String(answer)}.text`)
}

/** Taps an answer on the screen of its question and waits until the app has saved it and moved on. */
export async function answer(
  me: Person,
  from: Sheet,
  language: Language,
  question: string,
  said: Answer,
): Promise<void> {
  const { screen } = await me.place()
  await me.tap('radio', exactly(answerText(from, language, question, said)))
  await me.arrive((place) => place !== screen)
}
