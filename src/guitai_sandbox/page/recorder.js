/** The microphone: from the moment it is held until it is let go. */

/** One recording; `start` may be refused by the person or by a machine without a microphone. */
export class Recorder {
  async start() {
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    this.pieces = [];
    this.media = new MediaRecorder(this.stream);
    this.media.addEventListener("dataavailable", (event) => this.pieces.push(event.data));
    this.media.start();
    this.began = performance.now();
  }

  /** The sound, and how long it is in seconds. */
  async stop() {
    const seconds = (performance.now() - this.began) / 1000;
    const stopped = new Promise((resolve) => this.media.addEventListener("stop", resolve, { once: true }));
    this.media.stop();
    await stopped;
    for (const track of this.stream.getTracks()) track.stop();
    return { sound: new Blob(this.pieces, { type: this.media.mimeType }), seconds };
  }
}
