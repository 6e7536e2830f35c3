function %(complete_func)s
    set -lx _TYPER_COMPLETE_FISH_ACTION get-args
    set -lx _TYPER_COMPLETE_ARGS (commandline -cp | string collect)
    set -l found (env %(autocomplete_var)s=complete_fish %(prog_name)s 2>/dev/null)
    if test -n "$found"
        printf '%%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command %(prog_name)s --no-files --keep-order --arguments "(%(complete_func)s)"
