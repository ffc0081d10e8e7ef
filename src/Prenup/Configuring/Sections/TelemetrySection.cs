using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary>
/// <c>telemetry: { otlp: { endpoint: http://127.0.0.1:4318, protocol: http/protobuf, headers: { authorization: env:OTLP } } }</c>;
/// without it OpenTelemetry's own variables, and without these nothing is sent.
/// </summary>
internal static class TelemetrySection
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";

    public static OtlpSettings? Read(Field? section, Field root)
    {
        if (section is null)
        {
            return FromEnvironment(root);
        }
        var telemetry = section.Block();
        var settings = telemetry?.Require("otlp")?.Block() is { } otlp ? Read(otlp) : null;
        telemetry?.Close();
        return settings;
    }

    private static OtlpSettings? Read(Block otlp)
    {
        var field = otlp.Require("endpoint");
        var endpoint = field?.Text() is { } text ? Address(text) : null;
        if (field is not null && endpoint is null)
        {
            field.Error("expected the address of a collector as http://127.0.0.1:4318");
        }
        var grpc = otlp["protocol"]?.Choice(("http/protobuf", false), ("grpc", true)) ?? false;
        var headers =
            otlp["headers"]?.Block()?.All.Select(Header).OfType<KeyValuePair<string, Secret>>().ToList() ?? [];
        otlp.Close();
        return endpoint is null ? null : new OtlpSettings(endpoint, grpc, headers);
    }

    private static KeyValuePair<string, Secret>? Header(Field header) =>
        header.Secret(spaces: true) is { } value ? KeyValuePair.Create(header.Name, value) : null;

    private static OtlpSettings? FromEnvironment(Field root)
    {
        var environment = root.Reading.Environment;
        if (environment(Endpoint) is not { Length: > 0 } text)
        {
            return null;
        }
        if (Address(text) is not { } endpoint)
        {
            root.Warn($"{Endpoint} is not the address of a collector: nothing is sent");
            return null;
        }
        var headers = (environment(Headers) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static pair => pair.Split('=', count: 2))
            .Where(static pair => pair.Length == 2)
            .Select(static pair => KeyValuePair.Create(pair[0], new Secret(Uri.UnescapeDataString(pair[1]))));
        return new OtlpSettings(endpoint, environment(Protocol) == "grpc", [.. headers]);
    }

    // Also http beyond loopback: a collector stands beside the gateway, and what it is sent holds no secret.
    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length == 0
            ? uri
            : null;
}
