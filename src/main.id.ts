import texts from 'virtual:locales/id/first'
import { start } from './main'

void start('id', texts)
