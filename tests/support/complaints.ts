/** What the console was told while a test ran: anything left in here fails it. */
export const complaints: string[] = []
