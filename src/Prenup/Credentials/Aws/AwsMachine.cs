using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>
/// Asks the services of the machine or container that the gateway runs in, by the account's own connections: AWS's library would follow a
/// redirect from there and carry the session's token along.
/// </summary>
internal static class AwsMachine
{
    private const int MostBytes = 64 << 10;

    // The machine itself answers: what takes longer is not there.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The text of an answer.</summary>
    /// <exception cref="CredentialException">It does not answer, or refuses.</exception>
    public static async Task<string> AskAsync(
        HttpMessageHandler handler,
        HttpMethod method,
        Uri address,
        string header,
        string value
    )
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var patience = new CancellationTokenSource(Patience);
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation(header, value);
        try
        {
            using var response = await invoker.SendAsync(request, patience.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new CredentialException($"the machine's credential service answers {(int)response.StatusCode}");
            }
            await response.Content.LoadIntoBufferAsync(MostBytes, patience.Token);
            return Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(patience.Token)).Trim();
        }
        catch (OperationCanceledException late)
        {
            throw new CredentialException("the machine's credential service does not answer", late);
        }
    }

    /// <summary>The keys in an answer.</summary>
    /// <exception cref="CredentialException">There are none.</exception>
    public static RefreshingAWSCredentials.CredentialsRefreshState Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            var keys = new ImmutableCredentials(
                root.GetProperty("AccessKeyId").GetString(),
                root.GetProperty("SecretAccessKey").GetString(),
                root.GetProperty("Token").GetString()
            );
            return new(keys, root.GetProperty("Expiration").GetDateTime());
        }
        catch (Exception fault)
            when (fault
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
            )
        {
            throw new CredentialException("the machine's credential service answers without keys", fault);
        }
    }

    /// <summary>A variable of the environment; empty where it is not set.</summary>
    public static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
