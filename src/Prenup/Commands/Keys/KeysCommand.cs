using System.CommandLine;

namespace Prenup.Commands.Keys;

/// <summary><c>prenup keys</c>: the keys that Prenup issues; a running gateway takes changes up within a second.</summary>
internal static class KeysCommand
{
    /// <summary>The command with its own commands, ready to be added to the root.</summary>
    public static Command Create(Func<string, string?> environment) =>
        new("keys", "Make, list, rotate and revoke keys, beside a running gateway or without one")
        {
            KeysCreateCommand.Create(environment),
            KeysListCommand.Create(environment),
            KeysRotateCommand.Create(environment),
            KeysRevokeCommand.Create(environment),
            KeysAuditCommand.Create(environment),
        };
}
