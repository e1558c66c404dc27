using System.Text;
using Triad.Core.Audit;
using Triad.Core.Errors;

namespace Triad.Testing.Audit;

/// <summary>What every store of the audit log does.</summary>
public abstract class AuditStoreContract
{
    private static readonly AuditPartName Name = new(new DateOnly(2026, 11, 30), "chain", 0);

    /// <summary>A store with nothing in it.</summary>
    protected abstract Task<IAuditStore> CreateSutAsync();

    [Fact]
    public async Task Lines_Appended_AreReadInTheirOrderWhileThePartIsWritten()
    {
        var sut = await CreateSutAsync();
        await using var part = (await sut.CreateAsync(Name, default)).Value;

        Assert.True((await part.AppendAsync("one\n"u8.ToArray(), default)).IsOk);
        Assert.True((await part.AppendAsync("two\n"u8.ToArray(), default)).IsOk);

        Assert.Equal("one\ntwo\n", await ReadAsync(sut, Name));
    }

    [Fact]
    public async Task Part_ThatIsThere_IsNotBegunAnew()
    {
        var sut = await CreateSutAsync();
        await using var part = (await sut.CreateAsync(Name, default)).Value;
        await part.AppendAsync("one\n"u8.ToArray(), default);

        Assert.False((await sut.CreateAsync(Name, default)).IsOk);
        Assert.Equal("one\n", await ReadAsync(sut, Name));
    }

    [Fact]
    public async Task Parts_Listed_AreThoseThatWereBegunInTheOrderOfTheirNames()
    {
        var sut = await CreateSutAsync();
        Assert.Empty((await sut.ListAsync(default)).Value);
        AuditPartName[] names = [Name with { Day = Name.Day.AddDays(1), Number = 2 }, Name with { Number = 1 }, Name];
        foreach (var name in names)
            await (await sut.CreateAsync(name, default)).Value.DisposeAsync();
        await sut.WriteHeadAsync("chain", "head", default);

        Assert.Equal(names.Reverse(), (await sut.ListAsync(default)).Value);
    }

    [Fact]
    public async Task Part_ThatIsNot_IsNotFound() =>
        Assert.Equal(ErrorReason.ContentNotFound, (await (await CreateSutAsync()).OpenReadAsync(Name, default)).Error!.Reason);

    [Fact]
    public async Task Head_WrittenAgain_IsTheLater()
    {
        var sut = await CreateSutAsync();
        Assert.Empty((await sut.ReadHeadsAsync(default)).Value);
        Assert.True((await sut.WriteHeadAsync("chain", "first", default)).IsOk);
        Assert.True((await sut.WriteHeadAsync("chain", "later", default)).IsOk);
        Assert.True((await sut.WriteHeadAsync("other", "its own", default)).IsOk);

        Assert.Equal(["later", "its own"], (await sut.ReadHeadsAsync(default)).Value);
    }

    private static async Task<string> ReadAsync(IAuditStore sut, AuditPartName name)
    {
        await using var content = (await sut.OpenReadAsync(name, default)).Value;
        using var reader = new StreamReader(content, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
