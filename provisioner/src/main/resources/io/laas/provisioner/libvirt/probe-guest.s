# The program of ProbeGuest. Made into bytes with:
#   as --32 probe-guest.s -o p.o && ld -m elf_i386 -Ttext 0x7c00 --oformat binary -e start p.o -o p.bin && xxd -p p.bin
.intel_syntax noprefix
.code16
start:
  cli
  xor ax, ax
  mov ds, ax
  lgdt [gdtr]
  mov eax, cr0
  or al, 1
  mov cr0, eax
  .byte 0xea
  .word protected
  .word 8
.code32
protected:
  mov ax, 0x10
  mov ds, ax
  mov ecx, 100000000
count:
  dec ecx
  jnz count
  mov esi, offset text
  mov edx, 0x3f8
print:
  lodsb
  test al, al
  jz done
  out dx, al
  jmp print
done:
  hlt
  jmp done
text: .asciz "laas-probe ok\r\n"
.balign 8
gdt: .quad 0, 0x00cf9a000000ffff, 0x00cf92000000ffff
gdtr: .word 23
  .long gdt
.org 510
.word 0xaa55
