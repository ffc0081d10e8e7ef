# Read by ./prenup and ./test, which set $root: finds the .NET SDK and keeps its tools quiet. sh and coreutils only.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# No server or node stays behind that would keep our caller's pipes open.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "$*" >&2; }

# The .NET command itself; where it stands is told to our executables, which look in the default folders only.
find_dotnet() {
    if ! dotnet=$(command -v dotnet); then
        say "prenup needs the .NET 10 SDK, and there is no 'dotnet' on the PATH: https://dot.net/download"
        return 1
    fi
    dotnet_folder=$(dirname "$(readlink -f "$dotnet")")
    if [ -z "${DOTNET_ROOT:-}" ] && [ -d "$dotnet_folder/host/fxr" ]; then
        export DOTNET_ROOT="$dotnet_folder"
    fi
    # Packages and tools go below HOME; a caller without one (a service, a container) gets one in artifacts.
    if [ -z "${HOME:-}" ]; then
        export HOME="$root/artifacts/home"
        mkdir -p "$HOME"
    fi
}

# An SDK that global.json accepts: any 10.0.
find_sdk() {
    find_dotnet || return 1
    sdks=$(dotnet --list-sdks)
    case "
$sdks" in
        *"
10.0."*) ;;
        *)
            say "prenup needs the .NET 10 SDK (10.0.100 or newer); '$dotnet' has: ${sdks:-none}"
            say "Get it at https://dot.net/download"
            return 1
            ;;
    esac
}
