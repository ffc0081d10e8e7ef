using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using Prenup.Configuring;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>How everything that is sent by OpenTelemetry's protocol is sent, and in whose name.</summary>
internal static class OtlpExport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whose telemetry it is: <c>prenup</c>, unless <c>OTEL_SERVICE_NAME</c> or <c>OTEL_RESOURCE_ATTRIBUTES</c> say more.</summary>
    public static ResourceBuilder Resource =>
        ResourceBuilder
            .CreateEmpty()
            .AddService("prenup", serviceVersion: GatewayState.Version, autoGenerateServiceInstanceId: true)
            .AddEnvironmentVariableDetector();

    /// <summary>Sets up an exporter of one signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public static void Configure(this OtlpExporterOptions options, OtlpSettings settings, string signal)
    {
        options.Protocol = settings.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = settings.Grpc
            ? settings.Endpoint
            : new Uri($"{settings.Endpoint.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
        options.TimeoutMilliseconds = (int)Patience.TotalMilliseconds;
        options.Headers = string.Join(
            ',',
            settings.Headers.Select(static header => $"{header.Key}={Uri.EscapeDataString(header.Value.Reveal())}")
        );
        options.HttpClientFactory = Client;
    }

    // The exporter takes nothing but an HttpClient; what it would do behind our back is switched off: nobody is asked but the
    // collector that is configured.
#pragma warning disable RS0030
    private static HttpClient Client() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = Patience,
        };
#pragma warning restore RS0030
}
