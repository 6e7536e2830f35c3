#compdef %(prog_name)s

%(complete_func)s() {
  local answer
  local -a values shown
  for answer in "${(@f)$(_TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh_lines %(prog_name)s 2>/dev/null)}"; do
    [[ -n $answer ]] || continue
    values+=("${answer%%%%$'\t'*}")
    shown+=("${answer#*$'\t'}")
  done
  if (( $#values )); then
    compadd -l -d shown -a -- values
  else
    _files
  fi
}

if [[ $funcstack[1] == _%(prog_name)s ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
