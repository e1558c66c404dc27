namespace Triad.Core.Rows;

/// <summary>A small record of an owner.</summary>
/// <param name="Key">What it is called: 1 to 200 letters, digits and "._-", in parts that "/" separates. Unique for its owner.</param>
/// <param name="Value">What it says: up to 500 printable ASCII characters.</param>
public readonly record struct Row(string Key, string Value);
