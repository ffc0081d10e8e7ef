namespace Prenup.Sandbox.Wire;

/// <summary>How one cloud's accent differs within the shared dialect.</summary>
/// <param name="Filtered">Whether replies carry content filter results, as on Azure.</param>
/// <param name="Indented">Whether whole bodies are indented, as at OpenAI.</param>
internal sealed record Flavour(bool Filtered, bool Indented);
