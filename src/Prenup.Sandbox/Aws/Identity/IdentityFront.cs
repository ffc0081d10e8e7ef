using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>
/// Everything that hands out session credentials, on one listener, told apart by path: STS, the SSO portal, a container's
/// endpoint, instance metadata. Below <c>/_aws</c> are the sandbox's own controls for other processes.
/// </summary>
internal sealed class IdentityFront(SandboxAwsOptions options, AwsCredentialBook credentials, TimeProvider clock)
    : ICloudFront
{
    private readonly StsDesk _sts = new(options, credentials, clock);
    private readonly SsoDesk _sso = new(options, credentials);
    private readonly ContainerDesk _container = new(options, credentials);
    private readonly MetadataDesk _metadata = new(options, credentials, clock);
    private readonly ControlDesk _control = new(credentials);

    public Reply Answer(Call call)
    {
        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (call.Seen.Method, path) switch
        {
            ("POST", []) => _sts.Answer(call),
            ("GET", ["federation", "credentials"]) => _sso.Answer(call),
            ("GET", ["v1" or "v2", "credentials", ..]) => _container.Answer(call),
            (var method, ["latest", .. var rest]) => _metadata.Answer(method, rest, call),
            (var method, ["_aws", var control]) => _control.Answer(method, control, call),
            _ => new AwsError(404, "UnknownOperationException", "There is no such service here.").ToReply(),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(("x-amzn-requestid", Guid.NewGuid().ToString()));

    public Fault Word(Fault fault) => AwsError.Word(fault);
}
