using System.CommandLine;
using Prenup.Pictures;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Prenup.Serving;

namespace Prenup.Commands;

/// <summary><c>prenup sandbox</c>: the simulated clouds alone, until a signal ends them.</summary>
internal static class SandboxCommand
{
    private static readonly Option<int> OpenAiPort = new("--openai-port")
    {
        Description = "Port of the simulated OpenAI; 0 is any free one",
        HelpName = "N",
    };
    private static readonly Option<int> AzurePort = new("--azure-port")
    {
        Description = "Port of the simulated Azure; 0 is any free one",
        HelpName = "N",
    };
    private static readonly Option<int> RuntimePort = new("--bedrock-runtime-port")
    {
        Description = "Port of the simulated bedrock-runtime; 0 is any free one",
        HelpName = "N",
    };
    private static readonly Option<int> MantlePort = new("--bedrock-mantle-port")
    {
        Description = "Port of the simulated bedrock-mantle; 0 is any free one",
        HelpName = "N",
    };
    private static readonly Option<int> IdentityPort = new("--aws-identity-port")
    {
        Description = "Port of AWS's simulated STS, SSO, container and instance metadata; 0 is any free one",
        HelpName = "N",
    };
    private static readonly Option<string[]> Clouds = new("--clouds")
    {
        Description =
            "The clouds to run: openai, azure, entra, bedrock-runtime, bedrock-mantle, vertex, watsonx, vllm, ollama, llama-cpp, openshift",
        HelpName = "NAMES",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = static _ => ["openai", "azure", "bedrock-runtime", "bedrock-mantle"],
    };
    private static readonly Option<string?> Credentials = new("--credentials")
    {
        Description = "Folder for the files that callers need: CA, service account, certificate, tokens",
        HelpName = "FOLDER",
    };
    private static readonly Option<double> FirstToken = new("--ttft")
    {
        Description = "Milliseconds to the first token",
        HelpName = "MS",
    };
    private static readonly Option<double?> Rate = new("--rate")
    {
        Description = "Tokens per second from there on [default: all at once]",
        HelpName = "TOKENS",
    };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print the addresses as one JSON object",
    };

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var command = new Command("sandbox", "Run simulated clouds on loopback, with faults on request and an invoice")
        {
            OpenAiPort,
            AzurePort,
            RuntimePort,
            MantlePort,
            IdentityPort,
            Clouds,
            Credentials,
            FirstToken,
            Rate,
            Json,
        };
        foreach (var port in (Option<int>[])[OpenAiPort, AzurePort, RuntimePort, MantlePort, IdentityPort])
        {
            Numbers.Within(port, 0, ushort.MaxValue);
        }
        Numbers.Within(FirstToken, 0, 600_000);
        command.Validators.Add(given =>
        {
            if (given.GetValue(Rate) is <= 0)
            {
                given.AddError("--rate has to be above 0.");
            }
        });
        command.Validators.Add(static given =>
        {
            if (given.GetValue(Clouds)?.Except(SandboxClouds.Names).ToList() is [var unknown, ..])
            {
                given.AddError($"--clouds: the sandbox has no cloud '{unknown}'.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var io = parsed.InvocationConfiguration;
        using var signals = new StopSignals();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(stop, signals.First);
        await using var clouds = await SandboxClouds.StartAsync(Options(parsed), asked.Token);
        io.Error.WriteLine("Simulated clouds: no money is spent. Ctrl-C ends them.");
        foreach (var cloud in clouds.All)
        {
            Tell(cloud, io.Error);
        }
        SandboxCallers.Tell(clouds, io.Error);
        if (parsed.GetValue(Credentials) is { } folder)
        {
            foreach (var path in clouds.WriteCredentials(folder))
            {
                io.Error.WriteLine($"  written  {path}");
            }
        }
        Print(clouds, io.Output, parsed.GetValue(Json));
        await asked.Token.UntilAsync();
        foreach (var cloud in clouds.All)
        {
            InvoicePicture.Draw(cloud.Invoice(), io.Error);
        }
        return ExitCodes.Done;
    }

    private static SandboxOptions Options(ParseResult parsed) =>
        new()
        {
            OpenAiPort = parsed.GetValue(OpenAiPort),
            AzurePort = parsed.GetValue(AzurePort),
            Clouds = parsed.GetValue(Clouds) ?? [],
            Aws = new SandboxAwsOptions
            {
                RuntimePort = parsed.GetValue(RuntimePort),
                MantlePort = parsed.GetValue(MantlePort),
                IdentityPort = parsed.GetValue(IdentityPort),
            },
            Latency = new SandboxLatency(
                TimeSpan.FromMilliseconds(parsed.GetValue(FirstToken)),
                parsed.GetValue(Rate) ?? double.PositiveInfinity
            ),
        };

    private static void Tell(SandboxCloud cloud, TextWriter error)
    {
        error.WriteLine($"  {cloud.Name} (simulated)");
        error.WriteLine($"    address  {cloud.Address}");
        if (cloud.Key.Length > 0)
        {
            error.WriteLine($"    key      {cloud.Key}");
        }
        error.WriteLine($"    invoice  curl {cloud.Address}_sandbox/invoice");
        const string fault = """{"kind":"status","status":429,"headers":{"retry-after":"2"},"times":3}""";
        error.WriteLine($"    a fault  curl {cloud.Address}_sandbox/faults -d '{fault}'");
    }

    private static void Print(SandboxClouds clouds, TextWriter output, bool json)
    {
        if (!json)
        {
            foreach (var cloud in clouds.All)
            {
                output.WriteLine($"{cloud.Name} {cloud.Address}");
            }
            return;
        }
        output.WriteLine(
            JsonLine.Of(line =>
            {
                line.WriteBoolean("simulated", true);
                foreach (var cloud in clouds.All)
                {
                    line.WriteString(cloud.Name, cloud.Address.ToString());
                }
                foreach (var issuer in SandboxCallers.Issuers(clouds))
                {
                    line.WriteString(issuer.Name, issuer.Address.ToString());
                }
            })
        );
    }
}
