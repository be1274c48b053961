# For each pair of arguments after the script: types the first into an interactive zsh, presses tab, and waits until the second
# stands on the screen. Says which does not come within ten seconds.
zmodload zsh/zpty
script=$1
shift
failed=0
for line expected in "$@"; do
    zpty -b term zsh -f -i
    zpty -w term "autoload -Uz compinit; compinit -D -u; source ${(q)script}; print READ''Y"
    zpty -r term chunk '*READY*'
    zpty -w -n term "$line"$'\t'
    screen=''
    for ((turn = 0; turn < 1000; turn++)); do
        while zpty -rt term chunk; do screen+=$chunk; done
        [[ $screen == *$expected* ]] && break
        sleep 0.01
    done
    if [[ $screen != *$expected* ]]; then
        print -r -- "$line: no $expected in ${(V)screen}"
        failed=1
    fi
    zpty -d term
done
exit $failed
