using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Copying;

/// <summary>Copies an annotated type member by member, with code compiled for it.</summary>
internal sealed class MemberwiseCopy<T> : Copier<T>
{
    private static readonly bool Tracks =
        !typeof(T).IsValueType && !typeof(T).IsDefined(typeof(SuppressReferenceTrackingAttribute), inherit: false);

    private readonly Fill _fill;
    private readonly Func<T> _create;
    private readonly Copier[] _copiers;

    public MemberwiseCopy(IReadOnlyList<CopiedMember> members, Copier[] copiers)
    {
        _copiers = copiers;
        _fill = CompileFill(members, copiers);
        _create = CompileCreate();
    }

    private delegate void Fill(ref T source, ref T target, Copier[] copiers, CopyContext context);

    public override T Copy(T value, CopyContext context)
    {
        if (value is null)
            return value;

        if (Tracks && context.TryGetCopy<object>(value, out var earlier))
            return (T)earlier!;

        var copy = _create();
        if (Tracks)
            context.RecordCopy(value, copy!);

        _fill(ref value, ref copy, _copiers, context);
        return copy;
    }

    private static Fill CompileFill(IReadOnlyList<CopiedMember> members, Copier[] copiers)
    {
        var method = new DynamicMethod(
            $"Copy {typeof(T)}",
            typeof(void),
            [typeof(T).MakeByRefType(), typeof(T).MakeByRefType(), typeof(Copier[]), typeof(CopyContext)],
            typeof(T).Module,
            skipVisibility: true);
        var il = method.GetILGenerator();
        for (var i = 0; i < members.Count; i++)
            EmitMember(il, members[i], copiers[i].IsShallow ? null : i);

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Fill>();
    }

    private static void EmitMember(ILGenerator il, CopiedMember member, int? copier)
    {
        EmitInstance(il, OpCodes.Ldarg_1);
        if (copier is { } index)
        {
            var copierType = typeof(Copier<>).MakeGenericType(member.Type);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldc_I4, index);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Castclass, copierType);
            EmitRead(il, member);
            il.Emit(OpCodes.Ldarg_3);
            il.Emit(OpCodes.Callvirt, copierType.GetMethod(nameof(Copy), [member.Type, typeof(CopyContext)])!);
        }
        else
            EmitRead(il, member);

        if (member.Field is { } field)
            il.Emit(OpCodes.Stfld, field);
        else
            il.Emit(OpCodes.Call, member.Property!.SetMethod!);
    }

    private static void EmitRead(ILGenerator il, CopiedMember member)
    {
        EmitInstance(il, OpCodes.Ldarg_0);
        if (member.Field is { } field)
            il.Emit(OpCodes.Ldfld, field);
        else
            il.Emit(OpCodes.Call, member.Property!.GetMethod!);
    }

    private static void EmitInstance(ILGenerator il, OpCode argument)
    {
        il.Emit(argument);
        if (!typeof(T).IsValueType)
            il.Emit(OpCodes.Ldind_Ref);
    }

    private static Func<T> CompileCreate()
    {
        if (typeof(T).IsValueType)
            return static () => default!;

        var constructor = typeof(T).GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []);
        if (constructor is null)
            return static () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

        var method = new DynamicMethod($"New {typeof(T)}", typeof(T), [], typeof(T).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<T>>();
    }
}
