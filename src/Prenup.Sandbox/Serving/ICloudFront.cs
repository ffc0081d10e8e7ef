using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Serving;

/// <summary>What is peculiar to one cloud: its URLs, credentials, error bodies and response headers.</summary>
internal interface ICloudFront
{
    /// <summary>The cloud's whole answer to one request, without faults or delays.</summary>
    Reply Answer(Call call);

    /// <summary>Adds the headers that this cloud puts on every reply to such a request.</summary>
    Reply Dress(Reply reply, Call call, TimeSpan processing);

    /// <summary>Puts a fault into this cloud's words, where its errors are not OpenAI's.</summary>
    Fault Word(Fault fault) => fault;
}
