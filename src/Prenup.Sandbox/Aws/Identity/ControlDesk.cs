using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>
/// The credential book for other processes: <c>GET /_aws/issued</c>, <c>POST /_aws/expire</c>,
/// <c>POST /_aws/lifetime</c> with <c>{"milliseconds":1000}</c>, <c>POST /_aws/revoke</c> with <c>{"id":"ASIA…"}</c>.
/// </summary>
internal sealed class ControlDesk(AwsCredentialBook credentials)
{
    public Reply Answer(string method, string control, Call call) =>
        (method, control) switch
        {
            ("GET", "issued") => Reply.Whole(200, JsonText.Object(WriteIssued)),
            ("POST", "expire") => Done(credentials.ExpireAll),
            ("POST", "lifetime") when call.Json.Long("milliseconds") is > 0 and var milliseconds => Done(() =>
                credentials.Lifetime = TimeSpan.FromMilliseconds((long)milliseconds)
            ),
            ("POST", "revoke") when call.Json.Text("id") is { } id => Done(() => credentials.Revoke(id)),
            _ => AwsError.Validation("No such control, or a body it cannot use.").ToReply(),
        };

    private void WriteIssued(Utf8JsonWriter json)
    {
        foreach (AwsSource source in Enum.GetValues<AwsSource>())
        {
            json.WriteNumber(source.ToString(), credentials.Issued(source));
        }
    }

    private static Reply Done(Action action)
    {
        action();
        return Reply.Whole(200, JsonText.Object(json => json.WriteBoolean("ok", true)));
    }
}
