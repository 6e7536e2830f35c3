#compdef gongkai

_gongkai_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _GONGKAI_COMPLETE=complete_zsh gongkai)
}

compdef _gongkai_completion gongkai
