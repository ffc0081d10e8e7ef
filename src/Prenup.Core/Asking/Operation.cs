namespace Prenup.Core.Asking;

/// <summary>What an exchange does at a cloud. Never renumber: the journal stores the number.</summary>
public enum Operation : byte
{
    /// <summary>Asks a model: the only operation that costs money.</summary>
    Generate = 0,

    /// <summary>Reads a stored response: <c>GET …/responses/{id}</c>.</summary>
    Retrieve = 1,

    /// <summary>Deletes a stored response: <c>DELETE …/responses/{id}</c>.</summary>
    Delete = 2,

    /// <summary>Cancels a stored response: <c>POST …/responses/{id}/cancel</c>.</summary>
    Cancel = 3,

    /// <summary>Lists what a stored response was asked: <c>GET …/responses/{id}/input_items</c>.</summary>
    InputItems = 4,
}
