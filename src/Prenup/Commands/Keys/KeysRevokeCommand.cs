using System.CommandLine;
using Prenup.Stores;
using Prenup.Stores.Keys;

namespace Prenup.Commands.Keys;

/// <summary><c>prenup keys revoke NAME</c>: a running gateway refuses the key within a second.</summary>
internal static class KeysRevokeCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The key's name" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("revoke", "Revoke a key for good") { Name };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var error = parsed.InvocationConfiguration.Error;
        var name = parsed.GetRequiredValue(Name);
        if (Revoke(place.Folder, name))
        {
            error.WriteLine($"The key '{name}' is revoked.");
            return ExitCodes.Done;
        }
        var declared = place.Configuration?.Catalogue.Keys.All.Any(key => key.Name == name) == true;
        error.WriteLine(
            declared
                ? $"prenup: the key '{name}' is declared in the configuration: take it out there"
                : $"prenup: there is no valid key named '{name}' in {place.Folder}"
        );
        return ExitCodes.No;
    }

    private static bool Revoke(string folder, string name)
    {
        if (!File.Exists(new DataFolder(folder).Keys))
        {
            return false;
        }
        using var store = KeyStore.Open(folder, TimeProvider.System);
        return store.Revoke(name);
    }
}
