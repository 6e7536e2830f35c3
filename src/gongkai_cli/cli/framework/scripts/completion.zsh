#compdef %(prog_name)s

%(complete_func)s() {
  local answer
  local -a values shown
  for answer in "${(@f)$(_TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh_lines %(prog_name)s 2>/dev/null)}"; do
    [[ -n $answer ]] || continue
    values+=("${answer%%%%$'\t'*}")
    shown+=("${answer#*$'\t'}")
  done
  # -V keeps the order, so that 10 comes after 9. -U takes a word that has the typed one within.
  if (( $#values == 1 )) && [[ ${values[1]} != "${(Q)PREFIX}"* ]]; then
    compadd -U -V offers -l -d shown -a -- values
  elif (( $#values )); then
    compadd -V offers -l -d shown -a -- values
  else
    _files
  fi
}

if [[ $funcstack[1] == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
