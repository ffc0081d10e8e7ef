using Prenup.Core.Offers;

namespace Prenup.Configuring.Unwritten;

/// <summary>Finds accounts by the variables that each cloud's own SDKs and tools read; a note for whatever was found or is incomplete.</summary>
/// <param name="environment">Looks up an environment variable; null where it is not set.</param>
/// <param name="notes">Takes the notes. They name variables and addresses, never a secret.</param>
internal sealed class EnvironmentAccounts(Func<string, string?> environment, List<string> notes)
{
    /// <summary>What is said where nothing is found.</summary>
    public const string Looked =
        "OPENAI_API_KEY; AZURE_OPENAI_ENDPOINT with AZURE_OPENAI_API_KEY or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET; "
        + "AWS_REGION with AWS_BEARER_TOKEN_BEDROCK, AWS_ACCESS_KEY_ID or AWS_PROFILE; GOOGLE_APPLICATION_CREDENTIALS with GOOGLE_CLOUD_PROJECT";

    // By any of these AWS's own chain of credentials finds some.
    private static readonly string[] AwsChain =
    [
        "AWS_ACCESS_KEY_ID",
        "AWS_PROFILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    ];

    // The proofs of an Entra identity, by the names in a file.
    private static readonly (string Variable, string Field)[] EntraProofs =
    [
        ("AZURE_CLIENT_SECRET", "secret"),
        ("AZURE_CLIENT_CERTIFICATE_PATH", "certificate"),
        ("AZURE_FEDERATED_TOKEN_FILE", "token-file"),
    ];

    /// <summary>The accounts, in the order in which their offers are tried.</summary>
    public IReadOnlyList<FoundAccount> Find() =>
        [.. new[] { OpenAi(), Azure(), Bedrock(), Vertex() }.OfType<FoundAccount>()];

    private FoundAccount? OpenAi()
    {
        const string Key = "OPENAI_API_KEY";
        return Value(Key) is null
            ? null
            : Found(Cloud.OpenAi, Key, [$"key: env:{Key}", .. Endpoint("OPENAI_BASE_URL")]);
    }

    private FoundAccount? Azure()
    {
        const string Key = "AZURE_OPENAI_API_KEY";
        const string Address = "AZURE_OPENAI_ENDPOINT";
        var hasKey = Value(Key) is not null;
        if (Value(Address) is null)
        {
            return hasKey ? Incomplete(Key, Address) : null;
        }
        if (hasKey)
        {
            return Found(Cloud.Azure, Key, [$"key: env:{Key}", .. Endpoint(Address)]);
        }
        var proof = EntraProofs.FirstOrDefault(proof => Value(proof.Variable) is not null);
        if (proof.Field is null || Value("AZURE_TENANT_ID") is null || Value("AZURE_CLIENT_ID") is null)
        {
            return Incomplete(Address, $"{Key} or an Entra identity in AZURE_TENANT_ID, AZURE_CLIENT_ID and its proof");
        }
        var authority = Value("AZURE_AUTHORITY_HOST") is { } host ? $", authority: {FoundAccount.Quoted(host)}" : "";
        var entra =
            $"entra: {{ tenant: env:AZURE_TENANT_ID, client: env:AZURE_CLIENT_ID, {proof.Field}: env:{proof.Variable}{authority} }}";
        return Found(Cloud.Azure, proof.Variable, [entra, .. Endpoint(Address)]);
    }

    private FoundAccount? Bedrock()
    {
        const string Key = "AWS_BEARER_TOKEN_BEDROCK";
        var by = Value(Key) is null ? AwsChain.FirstOrDefault(name => Value(name) is not null) : Key;
        if (by is null)
        {
            return null;
        }
        if ((Value("AWS_REGION") ?? Value("AWS_DEFAULT_REGION")) is not { } region)
        {
            return Incomplete(by, "AWS_REGION");
        }
        var credential = by == Key ? $"key: env:{Key}" : "aws: {}";
        string[] fields = ["host: runtime", $"region: {FoundAccount.Quoted(region)}", credential];
        return Found(Cloud.Bedrock, by, [.. fields, .. Endpoint("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")], region);
    }

    private FoundAccount? Vertex()
    {
        const string Credentials = "GOOGLE_APPLICATION_CREDENTIALS";
        if (Value(Credentials) is null)
        {
            return null;
        }
        if (Value("GOOGLE_CLOUD_PROJECT") is null)
        {
            return Incomplete(Credentials, "GOOGLE_CLOUD_PROJECT");
        }
        var location = Value("GOOGLE_CLOUD_LOCATION") ?? "global";
        string[] fields =
        [
            "project: env:GOOGLE_CLOUD_PROJECT",
            $"location: {FoundAccount.Quoted(location)}",
            $"google: {{ credentials: env:{Credentials} }}",
        ];
        return Found(Cloud.Vertex, Credentials, [.. fields, .. Endpoint("GOOGLE_VERTEX_BASE_URL")], location);
    }

    private FoundAccount Found(Cloud cloud, string by, IReadOnlyList<string> fields, string region = "")
    {
        notes.Add($"account '{cloud.Name()}' by {by}{(region.Length > 0 ? $" in {region}" : "")}");
        return new FoundAccount(cloud, fields, region);
    }

    private FoundAccount? Incomplete(string set, string missing)
    {
        notes.Add($"{set} is set and {missing} is not: no account made of it");
        return null;
    }

    private IEnumerable<string> Endpoint(string variable)
    {
        if (Value(variable) is { } address)
        {
            notes.Add($"{variable} is its address: {address}");
            yield return $"endpoint: {FoundAccount.Quoted(address)}";
        }
    }

    private string? Value(string name) => environment(name)?.Trim() is { Length: > 0 } value ? value : null;
}
