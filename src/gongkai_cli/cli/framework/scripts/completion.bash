%(complete_func)s() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        if [ -n "$candidate" ]; then COMPREPLY[${#COMPREPLY[@]}]=$candidate; fi
    done < <(
        # Before 4.3 the cursor's place is counted in bytes.
        if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 403)); then LC_ALL=C; fi
        line=${COMP_LINE:0:COMP_POINT}
        COMP_LINE=$line COMP_WORDBREAKS=$COMP_WORDBREAKS %(autocomplete_var)s=complete_bash "$1" 2>/dev/null
    )
}

# Numbers stay in their order, which bash before 4.4 cannot do.
complete -o default -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null ||
    complete -o default -F %(complete_func)s %(prog_name)s
