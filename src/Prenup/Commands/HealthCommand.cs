using System.CommandLine;

namespace Prenup.Commands;

/// <summary><c>prenup health [--url URL] [--ready]</c>: asks a gateway whether it lives, for containers without any other client.</summary>
/// <remarks>Exit codes: 0 it does, 1 it does not or nobody answers.</remarks>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Option<Uri> Url = new("--url")
    {
        Description = "Where the gateway listens [default: http://127.0.0.1:4747]",
        DefaultValueFactory = static _ => new Uri("http://127.0.0.1:4747"),
        CustomParser = static given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                return url;
            }
            given.AddError($"'{given.Tokens[0].Value}' is no URL.");
            return null;
        },
    };
    private static readonly Option<bool> Ready = new("--ready")
    {
        Description = "Ask whether it takes exchanges, not only whether it lives",
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("health", "Ask a running gateway whether it lives") { Url, Ready };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var asked = new Uri(parsed.GetValue(Url)!, parsed.GetValue(Ready) ? "/readyz" : "/livez");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
            using var request = new HttpRequestMessage(HttpMethod.Get, asked);
            using var response = await http.SendAsync(request, patience.Token);
            return Answer(parsed, $"{asked} answers {(int)response.StatusCode}", response.IsSuccessStatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return Answer(parsed, $"{asked} does not answer: {e.Message}", false);
        }
    }

    private static int Answer(ParseResult parsed, string text, bool yes)
    {
        parsed.InvocationConfiguration.Error.WriteLine(text);
        return yes ? ExitCodes.Done : ExitCodes.No;
    }
}
