import './progress.css';

/** 2 px bar. `value` 0–1, or null while the length is unknown. */
export function Progress(props: { value: number | null; label: string }) {
  const { value, label } = props;
  const percent = value === null ? null : Math.round(value * 100);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
    >
      <div
        className={percent === null ? 'progress-bar endless' : 'progress-bar'}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
