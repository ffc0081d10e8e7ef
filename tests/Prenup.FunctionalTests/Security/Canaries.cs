using System.Buffers;
using System.Text;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Secrets that occur nowhere else, and where they must not be found.</summary>
internal sealed class Canaries
{
    public const string OpenAiKey = "sk-canary-openai-7d1f0c5e9b";
    public const string AzureKey = "canary-azure-52c8e1a4f6";
    public const string WrongKey = "pn-canary-wrong-91e3b7d2a8";

    private readonly List<string> _secrets =
    [
        OpenAiKey,
        AzureKey,
        WrongKey,
        TestGateway.Key,
        TestGateway.OtherKey,
        TestGateway.AdminKey,
    ];

    private SearchValues<string>? _forms;

    /// <summary>Those above, what the simulated clouds take and issue, and whatever any of them was shown: it belongs nowhere else.</summary>
    public static Canaries Of(SandboxClouds clouds)
    {
        var canaries = new Canaries();
        var aws = clouds.Aws.Options;
        string[] taken =
        [
            clouds.OpenAi.Key,
            clouds.Azure.Key,
            clouds.Entra.Secret,
            clouds.Ibm.Keys.First,
            aws.BedrockKey,
            aws.WebIdentityToken,
            aws.SsoToken,
            aws.ContainerToken,
        ];
        var keys = clouds.Aws.Credentials.Known.SelectMany(static one =>
            new[] { one.SecretAccessKey, one.SessionToken }
        );
        var shown =
            from cloud in clouds.All.Concat(clouds.Identities).Append(clouds.Aws.Identity)
            from call in cloud.Calls
            from secret in Shown.In(call.Header, cloud.Tokens is null ? "" : Encoding.UTF8.GetString(call.Body.Span))
            select secret;
        canaries.Add(taken.Concat(keys).Concat(shown).OfType<string>().Distinct().Where(IsSecret));
        return canaries;
    }

    // What is shorter is a test's own word, such as a key that is wrong.
    private static bool IsSecret(string text) => text.Length >= 12;

    /// <summary>Plants more.</summary>
    public void Add(params IEnumerable<string> secrets)
    {
        _secrets.AddRange(secrets);
        _forms = null;
    }

    /// <summary>None of them is in the text, neither plain nor in base64 nor escaped.</summary>
    public void AssertNotIn(string text, string where)
    {
        _forms ??= SearchValues.Create([.. _secrets.SelectMany(Forms)], StringComparison.OrdinalIgnoreCase);
        var at = text.AsSpan().IndexOfAny(_forms);
        Assert.True(at < 0, at < 0 ? "" : $"{where}: …{text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)]}…");
    }

    private static string[] Forms(string secret) =>
        [secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Uri.EscapeDataString(secret)];

    /// <summary>None of them is in any file of a folder, but for those named; how many were read.</summary>
    public int AssertNotInFiles(string folder, params string[] but) =>
        AssertNotInFiles(
            Directory
                .GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => !but.Contains(Path.GetFileName(file)))
        );

    /// <summary>None of them is in any of these files; how many were read.</summary>
    public int AssertNotInFiles(IEnumerable<string> files)
    {
        var read = 0;
        foreach (var file in files)
        {
            using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(stream, Encoding.Latin1);
            AssertNotIn(reader.ReadToEnd(), file);
            read++;
        }
        return read;
    }
}
