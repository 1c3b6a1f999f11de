import { useEffect, useState } from 'react'
import { PHOTO_BYTES } from '../../core/measures'
import { useT } from '../../platform/i18n'
import { smallPhoto } from '../../platform/photos'
import { photosOf } from '../../store/improvement'
import { FileButton } from '../../ui/FileButton'
import css from './tools.module.css'

/** The photos of a firm by id, read anew whenever another one is wanted. */
export function usePhotos(firm: string, wanted: readonly string[]): ReadonlyMap<string, string> {
  const [photos, setPhotos] = useState<ReadonlyMap<string, string>>(new Map())
  const missing = wanted.filter((id) => !photos.has(id)).join()
  useEffect(() => {
    if (missing === '') return
    let current = true
    void photosOf(firm, missing.split(',')).then((found) => {
      if (current) setPhotos((before) => new Map([...before, ...found]))
    })
    return () => {
      current = false
    }
  }, [firm, missing])
  return photos
}

/** A photo from camera or gallery, made small before it is kept; or the one that is there, to be deleted. */
export function PhotoField({
  label,
  photo,
  image,
  onTake,
  onDelete,
}: {
  /** What it shows, as the name of the picture. */
  label: string
  photo: string | null
  image: string | undefined
  onTake: (image: string) => Promise<boolean>
  onDelete: () => void
}) {
  const { t } = useT()
  const [state, setState] = useState<'idle' | 'busy' | 'kept' | 'refused'>('idle')

  async function take(file: File): Promise<void> {
    setState('busy')
    const small = await smallPhoto(file, PHOTO_BYTES)
    if (!small) return setState('refused')
    setState((await onTake(small)) ? 'kept' : 'idle')
  }

  const input = (text: string, camera: boolean) => (
    <FileButton
      text={text}
      label={`${text}: ${label}`}
      accept="image/*"
      camera={camera}
      disabled={state === 'busy'}
      onFile={(file) => void take(file)}
    />
  )
  return (
    <div className={css['photo']}>
      {photo && image && <img src={image} alt={label} />}
      <div className="noprint">
        {state === 'refused' && (
          <p role="alert" className={css['wrong']}>
            {t('tools.photo.refused')}
          </p>
        )}
        <p role="status" className="muted small">
          {state === 'busy' && t('tools.photo.busy')}
          {state === 'kept' && photo && t('tools.photo.kept')}
        </p>
        {photo ? (
          <button
            type="button"
            className={css['remove']}
            onClick={() => {
              setState('idle')
              onDelete()
            }}
          >
            {t('tools.photo.delete')}
            <span className="hidden">: {label}</span>
          </button>
        ) : (
          <div className={css['files']}>
            {input(t('tools.photo.take'), true)}
            {input(t('tools.photo.choose'), false)}
          </div>
        )}
      </div>
    </div>
  )
}
