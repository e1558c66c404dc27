using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Tests.Errors;

public sealed class StatusTableTests
{
    public static TheoryData<ErrorReason> Reasons => [.. Enum.GetValues<ErrorReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Reason_OfTheClosedSet_HasACodeThatIsAnError(ErrorReason reason) =>
        Assert.NotEqual(Grpc.Core.StatusCode.OK, StatusTable.CodeOf(reason));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Reason_OfTheClosedSet_IsInTheDocumentation(ErrorReason reason)
    {
        var row = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "errors.md"))
            .SingleOrDefault(line => line.StartsWith($"| `{StatusTable.NameOf(reason)}` |", StringComparison.Ordinal));

        Assert.NotNull(row);
        Assert.Contains(StatusTable.CodeOf(reason).ToString(), row.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Reasons_OfTheContract_AreThoseOfTheCore()
    {
        var contract = V1.ErrorsReflection.Descriptor.FindTypeByName<Google.Protobuf.Reflection.EnumDescriptor>("ErrorReason").Values
            .Select(value => value.Name)
            .Where(name => name != "ERROR_REASON_UNSPECIFIED");

        Assert.Equal(Enum.GetValues<ErrorReason>().Select(reason => $"ERROR_REASON_{StatusTable.NameOf(reason)}").Order(), contract.Order());
    }
}
