using System.Security.Cryptography;
using System.Text;
using Prenup.Core.Keys;
using Prenup.Sandbox;
using Prenup.Sandbox.Serving;

namespace Prenup.FunctionalTests.Security;

/// <summary>A configuration with every kind of credential, at an issuer and a cloud that repeat whatever they are sent, in every way to fail.</summary>
/// <param name="secrets">The folder of the files that hold credentials.</param>
/// <param name="echo">Issuer and cloud.</param>
internal sealed class Ordeal(string secrets, EchoIssuer echo)
{
    private static readonly string[] Issuing =
    [
        "refuses-400",
        "refuses-401",
        "fails-500",
        "moves-302",
        "moves-307",
        "garbage",
        "poisons",
        "ended",
        "unreachable",
        "distrusted",
    ];

    private static readonly string[] Answering =
    [
        "cloud-302",
        "cloud-307",
        "cloud-400",
        "cloud-401",
        "cloud-403",
        "cloud-404",
        "cloud-429",
        "cloud-500",
        "cloud-stream",
    ];

    /// <summary>Where nobody listens.</summary>
    public static Uri Nowhere { get; } = new("https://127.0.0.1:1");

    private readonly List<string> _canaries = [];

    /// <summary>Every secret that was written, so far as it is text.</summary>
    public IReadOnlyList<string> Secrets => _canaries;

    /// <summary>Kinds whose credential somebody issues.</summary>
    public static IReadOnlyList<string> Issued { get; } =
    [
        "entra-secret",
        "entra-certificate",
        "entra-workload",
        "entra-managed",
        "google",
        "google-workload",
        "google-machine",
        "ibm",
        "aws-role",
        "aws-web",
        "aws-profile",
    ];

    /// <summary>Kinds that are shown as they are.</summary>
    public static IReadOnlyList<string> Shown { get; } = ["openai", "azure", "token-file", "aws-key", "aws-session"];

    /// <summary>Every model: what fails at the issuer, and what fails at the cloud.</summary>
    public static IReadOnlyList<string> Models { get; } =
    [
        .. from kind in Issued from way in Ways(kind) select $"{kind}.{way}",
        .. from kind in Issued.Concat(Shown) from way in Answering select $"{kind}.{way}",
    ];

    /// <summary>Writes every file, with secrets that occur nowhere else.</summary>
    public void WriteFiles(TestAuthority authority, TestAuthority other, SandboxClouds clouds)
    {
        authority.WritePem(At("ca.pem"));
        other.WritePem(At("other.pem"));
        foreach (
            var name in new[]
            {
                "entra",
                "ibm",
                "aws-secret",
                "aws-session-token",
                "aws-source-secret",
                "aws-source-token",
                "identity-header",
                "web",
                "openai",
                "azure",
                "token",
                "aws-bearer",
                "collector",
                "admin",
            }
        )
        {
            Write(name, $"canary-{name}-{RandomNumberGenerator.GetHexString(12)}");
        }
        clouds.Entra.WriteCertificate(At("app.pem"));
        clouds.Google.WriteServiceAccount(At("google.json"));
        // Cut into the lines of a key in PEM: each is a part of it.
        _canaries.AddRange(KeyLines(File.ReadAllText(At("app.pem")).Split("PRIVATE KEY-----")[1]));
        _canaries.AddRange(
            KeyLines(File.ReadAllText(At("google.json")).Replace("\\n", "\n", StringComparison.Ordinal))
        );
        foreach (var name in new[] { "entra-token", "google-token" })
        {
            Write(name, clouds.Entra.Workloads.Issue("canary"));
        }
        clouds.Google.WriteExternalAccount(At("external.json"), At("google-token"));
        WriteProfiles();
    }

    /// <summary>The file of AWS's profiles.</summary>
    public static string Profiles(string secrets) => Path.Combine(secrets, "aws-profiles");

    /// <summary>What the machine that the gateway runs on has in its environment: who it is to Azure, where AWS's token service is, and nothing of Google's.</summary>
    public (string Name, string? Value)[] Environment() =>
        [
            ("IDENTITY_ENDPOINT", new Uri(echo.Address, "msi/token").AbsoluteUri),
            ("IDENTITY_HEADER", File.ReadAllText(At("identity-header"))),
            ("AWS_ENDPOINT_URL_STS", echo.Machine.AbsoluteUri),
            ("GOOGLE_APPLICATION_CREDENTIALS", null),
            ("CLOUDSDK_CONFIG", secrets),
        ];

    // A profile for each way, which takes a role with the keys of another profile; the role says how the token service fails.
    private void WriteProfiles()
    {
        var profiles = new StringBuilder(
            $"""
            [source]
            aws_access_key_id = AKIACANARY0000000001
            aws_secret_access_key = {File.ReadAllText(At("aws-source-secret"))}
            aws_session_token = {File.ReadAllText(At("aws-source-token"))}

            """
        );
        foreach (var way in Ways("aws-profile").Append("issues"))
        {
            profiles.Append(
                null,
                $"[{way}]\nrole_arn = arn:aws:iam::123456789012:role/{way}\nsource_profile = source\n"
            );
        }
        File.WriteAllText(Profiles(secrets), profiles.ToString());
    }

    // Where AWS's token service is comes from the environment for a profile, which is one for all ways: here without TLS.
    private static IEnumerable<string> Ways(string kind) =>
        kind == "aws-profile" ? Issuing.Except(["distrusted"]) : Issuing;

    /// <summary>The configuration.</summary>
    /// <param name="collector">Who takes telemetry.</param>
    public string Yaml(Uri collector)
    {
        var yaml = new StringBuilder(
            $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            admin: { key: file:{{secrets}}/admin }
            access-log: { file: ./access.log }
            telemetry: { otlp: { endpoint: '{{collector}}', headers: { authorization: file:{{secrets}}/collector } } }
            prices: { unknown: flag }
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            accounts:

            """
        );
        foreach (var kind in Issued)
        {
            foreach (var way in Ways(kind).Append("issues"))
            {
                yaml.Append(null, $"  {kind}-{way}: {{ {Account(kind, way)} }}\n");
            }
        }
        foreach (var kind in Shown)
        {
            yaml.Append(null, $"  {kind}-issues: {{ {Account(kind, "issues")} }}\n");
        }
        yaml.Append("models:\n");
        foreach (var model in Models)
        {
            var (kind, way) = (model.Split('.')[0], model.Split('.')[1]);
            var account = Answering.Contains(way) ? "issues" : way;
            var id = (kind is "aws-role" ? "us.openai." : "") + (Answering.Contains(way) ? way : "cloud-400");
            var apis = kind.StartsWith("google", StringComparison.Ordinal) ? ", apis: [openai-chat]" : "";
            yaml.Append(
                null,
                $"  {model}: {{ attempts: {{ count: 1 }}, offers: [ {{ name: {model}, account: {kind}-{account}, model: {id}, price: test/none{apis} }} ] }}\n"
            );
        }
        return yaml.ToString();
    }

    private string Account(string kind, string way)
    {
        var at = (way == "unreachable" ? Nowhere : echo.Address).AbsoluteUri.TrimEnd('/');
        var ca = $"network: {{ ca: 'file:{secrets}/{(way == "distrusted" ? "other" : "ca")}.pem' }}";
        var here = $"endpoint: '{echo.Address}', {ca}";
        var entra = $"cloud: azure, {here}, entra: {{ tenant: {way}, client: c1, authority: '{at}'";
        var vertex =
            $"cloud: vertex, project: p, location: global, {here}, google: {{ token-endpoint: '{at}/{way}', credentials";
        var aws = "region: us-east-2, " + here;
        var keys = $"access-key-id: AKIACANARY0000000000, secret-access-key: file:{secrets}/aws-secret";
        var role = $"role: 'arn:aws:iam::123456789012:role/x', token-endpoint: '{at}/{way}'";
        return kind switch
        {
            "entra-secret" => $"{entra}, secret: file:{secrets}/entra }}",
            "entra-certificate" => $"{entra}, certificate: file:{secrets}/app.pem }}",
            "entra-workload" => $"{entra}, token-file: file:{secrets}/entra-token }}",
            "entra-managed" => $"cloud: azure, {here}, entra: {{ managed: true, client: {way} }}",
            "google-machine" =>
                $"cloud: vertex, project: p, location: global, {here}, google: {{ token-endpoint: '{at}/{way}' }}",
            "google" => $"{vertex}: file:{secrets}/google.json }}",
            "google-workload" => $"{vertex}: file:{secrets}/external.json }}",
            "ibm" => $"cloud: watsonx, {here}, key: file:{secrets}/ibm, token-endpoint: '{at}/{way}'",
            "aws-role" => $"cloud: bedrock, host: runtime, {aws}, aws: {{ {keys}, {role} }}",
            "aws-web" =>
                $"cloud: bedrock, host: mantle, {aws}, aws: {{ web-identity-token-file: file:{secrets}/web, {role} }}",
            "aws-profile" => $"cloud: bedrock, host: mantle, {aws}, aws: {{ profile: {way} }}",
            "aws-session" =>
                $"cloud: bedrock, host: mantle, {aws}, aws: {{ {keys}, session-token: file:{secrets}/aws-session-token }}",
            "aws-key" => $"cloud: bedrock, host: mantle, {aws}, key: file:{secrets}/aws-bearer",
            "azure" => $"cloud: azure, {here}, key: file:{secrets}/azure",
            "openai" => $"cloud: openai, {here}, key: file:{secrets}/openai",
            _ => $"cloud: openai-compatible, {here}, key: file:{secrets}/token",
        };
    }

    private static IEnumerable<string> KeyLines(string pem) =>
        pem.Split('\n')
            .Where(static line => line.Length == 64 && !line.Contains(' ', StringComparison.Ordinal))
            .Skip(1);

    private string At(string name) => Path.Combine(secrets, name);

    private void Write(string name, string text)
    {
        _canaries.Add(text);
        File.WriteAllText(At(name), text);
    }
}
