// Command footnote is the whole program: the bot, the playground and the readings on a command line.
package main

func main() {}
