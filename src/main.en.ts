import texts from 'virtual:locales/en/first'
import { start } from './main'

void start('en', texts)
