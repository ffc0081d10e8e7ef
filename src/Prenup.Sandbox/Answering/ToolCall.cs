using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Answering;

/// <summary>One call of a function by the model.</summary>
/// <param name="Id">The id the result must name.</param>
/// <param name="Name">The function.</param>
/// <param name="Arguments">A JSON document as text.</param>
internal sealed record ToolCall(string Id, string Name, string Arguments)
{
    public long Tokens => TokenCount.Of(Name + Arguments);
}
