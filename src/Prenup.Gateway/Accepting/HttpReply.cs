using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Prenup.Gateway.Accepting;

/// <summary>The way back over HTTP.</summary>
internal sealed class HttpReply(HttpContext context) : ClientReply
{
    private readonly HttpResponse _response = context.Response;

    public override bool Started => _response.HasStarted;

    public override PipeWriter Body => _response.BodyWriter;

    public override void Status(int status) => _response.StatusCode = status;

    public override void Header(string name, string value) => _response.Headers[name] = value;

    public override void Length(long bytes) => _response.ContentLength = bytes;

    public override void Trailer(string name, string value)
    {
        if (_response.SupportsTrailers())
        {
            _response.AppendTrailer(name, value);
        }
    }

    public override void Abort() => context.Abort();
}
