using System.Buffers;
using System.Text;
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

    /// <summary>Plants one more.</summary>
    public void Add(string secret)
    {
        _secrets.Add(secret);
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
    public int AssertNotInFiles(string folder, params string[] but)
    {
        var files = Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !but.Contains(Path.GetFileName(file)))
            .ToList();
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
        }
        return files.Count;
    }
}
