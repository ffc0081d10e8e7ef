namespace Prenup.Sandbox.Aws.Signing;

/// <summary>What a signature is good for.</summary>
/// <param name="AccessKeyId">Whose secret signed.</param>
/// <param name="Date">The day, as yyyyMMdd.</param>
/// <param name="Region">The region.</param>
/// <param name="Service">The service's signing name.</param>
public sealed record Scope(string AccessKeyId, string Date, string Region, string Service)
{
    private const string Terminator = "aws4_request";

    /// <summary>The scope without the key, as it is signed.</summary>
    public string Text => $"{Date}/{Region}/{Service}/{Terminator}";

    /// <summary>Reads <c>AKID/date/region/service/aws4_request</c>; null for anything else.</summary>
    public static Scope? Parse(string credential) =>
        credential.Split('/') is [var key, var date, var region, var service, Terminator]
            ? new(key, date, region, service)
            : null;
}
