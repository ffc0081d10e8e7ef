using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>{ cloud: openai-compatible, endpoint: https://models.acme.example/v1, key: file:/run/secrets/token }</c>; without a key none is sent.</summary>
internal static class CompatibleAccount
{
    public static Account? Read(AccountDraft draft)
    {
        var block = draft.Block;
        var endpoint = draft.Endpoint(block.Require("endpoint"));
        return draft.Make(endpoint, ReadKey(block["key"]), block["region"]?.Text());
    }

    // Whoever mounts a token as a file renews it there: Kubernetes does so every hour.
    private static CloudCredential? ReadKey(Field? field) =>
        field is null ? new NoCredential()
        : !field.IsFile() ? KeyField.Read(field)
        : field.FilePath() is { } path ? new TokenFileCredential(path)
        : null;
}
