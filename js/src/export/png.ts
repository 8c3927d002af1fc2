// Pictures by way of a canvas: one as an address that holds it, and a drawing as a PNG file.

/** A picture as an address that holds it, without its colours where `grey`. */
export async function heldPicture(address: string, grey: boolean): Promise<string> {
  if (!address) return "";
  const image = await loaded(address);
  const { canvas, pen } = sheet(image.naturalWidth, image.naturalHeight);
  if (grey) pen.filter = "grayscale(1)";
  pen.drawImage(image, 0, 0);
  return canvas.toDataURL("image/png");
}

/** An SVG as a PNG, `scale` times as large. */
export async function pngOf(svg: string, scale = 2): Promise<Blob> {
  const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
  const { canvas, pen } = sheet(image.width * scale, image.height * scale);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("This is too large for a PNG.")))),
  );
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

function sheet(width: number, height: number) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser cannot draw the picture.");
  return { canvas, pen };
}
