namespace Prenup.Dialects.Requests;

/// <summary>Something stored at a cloud that a request points at.</summary>
/// <param name="Field">The JSON field that holds the id: <c>previous_response_id</c>, <c>file_id</c>.</param>
/// <param name="Id">The cloud's id.</param>
public readonly record struct StateReference(string Field, string Id);
