// Short sounds, made on the device.

let context: AudioContext | undefined

/** A short sound: high when something was counted, low when it was not. To be started by a tap once; silent where the browser can't. */
export function sound(good: boolean): void {
  if (typeof AudioContext === 'undefined') return
  try {
    context ??= new AudioContext()
    const tone = context.createOscillator()
    const volume = context.createGain()
    const { currentTime } = context
    tone.frequency.value = good ? 1046 : 220
    volume.gain.setValueAtTime(0.2, currentTime)
    volume.gain.exponentialRampToValueAtTime(0.001, currentTime + 0.25)
    tone.connect(volume).connect(context.destination)
    tone.start()
    tone.stop(currentTime + 0.25)
  } catch {
    // A laptop without speakers counts all the same.
  }
}
