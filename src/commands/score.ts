// npm run --silent score -- <questionnaire file or id> <answers.json>
// Prints the result as one JSON object; bad input ends with exit 2 and says on standard error what to do.
import { scoreCommand } from './scoreCommand'

const { out, error } = scoreCommand(process.argv.slice(2))
process.stdout.write(out)
process.stderr.write(error)
process.exitCode = error === '' ? 0 : 2
